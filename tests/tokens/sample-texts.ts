/**
 * Varied text: scripts, emoji, code, whitespace, control characters, and characters that tokens do and do not split.
 */
export const SAMPLE_TEXTS: readonly string[] = [
  '',
  ' ',
  'Hello, world!',
  "don't we'll they've I'M it's 'sd 's",
  '  two  spaces   three\n\n\nnewlines\t\ttabs \n mixed \r\n crlf',
  'const x = 0x1F; // comment\nif (a[i] !== b[j++]) return null;\n\tfoo_bar.bazQux()',
  '12345 3.14159 1,000,000 ½ ٣٤ ①',
  'Überraschung naïve façade Ærøskøbing',
  'Привет, мир! Съешь же ещё этих мягких французских булок',
  '你好，世界。我能吞下玻璃而不伤身体。',
  'こんにちは世界 カタカナ ｶﾅ',
  '안녕하세요 세계',
  'مرحبا بالعالم العربية',
  'שלום עולם',
  'नमस्ते दुनिया',
  'สวัสดีชาวโลก',
  'emoji 😀👩‍👩‍👧‍👦🏳️‍🌈 flags 🇩🇪🇯🇵 e\u0301 combining',
  'control \u0000\u0001\u001b[31m\u007f\u0080 end',
  'zero\u200bwidth\u00a0nbsp\u2003em \u202ebidi',
  'SGVsbG8gd29ybGQhIFRoaXMgaXMgYmFzZTY0IGVuY29kZWQgdGV4dCB3aXRoIG1vcmU=',
  'deadbeefcafebabe0123456789abcdef'.repeat(8),
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'the <|endoftext|> marker in text',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '<div class="x">&amp;</div>',
]

/** Returns a random well-formed string over many blocks of Unicode, mostly ASCII. */
export function randomText(random: () => number, length: number): string {
  let out = ''
  while (out.length < length) {
    const pick = random()
    let codePoint: number
    if (pick < 0.6) codePoint = 32 + Math.floor(random() * 95)
    else if (pick < 0.7) codePoint = [9, 10, 13, 32, 32, 10][Math.floor(random() * 6)]
    else if (pick < 0.8) codePoint = Math.floor(random() * 0x800)
    else if (pick < 0.95) codePoint = Math.floor(random() * 0xd800)
    else codePoint = 0x10000 + Math.floor(random() * 0x100000)
    out += String.fromCodePoint(codePoint)
  }
  return out
}
