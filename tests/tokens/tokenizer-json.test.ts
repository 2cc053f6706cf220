import { describe, expect, it } from 'vitest'
import { trainBpe } from '@/lib/tokens/bpe-train'
import { bytesToAlphabet } from '@/lib/tokens/byte-alphabet'
import { createTokenizer } from '@/lib/tokens/tokenizer'
import { readTokenizerJson, readVocabAndMerges, writeTokenizerJson } from '@/lib/tokens/tokenizer-json'
import { SAMPLE_TEXTS } from './sample-texts'

const model = trainBpe([...SAMPLE_TEXTS, ...SAMPLE_TEXTS], {
  vocabSize: 400,
  specialTokens: ['<|endoftext|>'],
})

interface TokenizerFile {
  normalizer: unknown
  pre_tokenizer: unknown
  post_processor: unknown
  decoder: unknown
  added_tokens: { id: number; content: string; special: boolean }[]
  model: { type: string; vocab: Record<string, number>; merges: unknown[] } & Record<string, unknown>
}

/** Returns the written file with a change. */
function changed(change: (file: TokenizerFile) => void): string {
  const file = JSON.parse(writeTokenizerJson(model)) as TokenizerFile
  change(file)
  return JSON.stringify(file)
}

describe('readTokenizerJson', () => {
  it('reads merges written as strings, as older files do', () => {
    const older = changed((file) => {
      file.model.merges = file.model.merges.map((merge) => (merge as string[]).join(' '))
    })
    expect(readTokenizerJson(older)).toEqual(model)
  })

  it('reads add_prefix_space, and takes its absence as Hugging Face does', () => {
    expect(
      readTokenizerJson(
        changed((file) => {
          file.pre_tokenizer = { type: 'ByteLevel', add_prefix_space: true }
        }),
      ).addPrefixSpace,
    ).toBe(true)
    expect(
      readTokenizerJson(
        changed((file) => {
          file.pre_tokenizer = { type: 'ByteLevel' }
        }),
      ).addPrefixSpace,
    ).toBe(true)
  })

  it.each<[string, (file: TokenizerFile) => void, RegExp]>([
    [
      'a normalizer',
      (f) => {
        f.normalizer = { type: 'NFC' }
      },
      /normalizer "NFC"/,
    ],
    [
      'another model',
      (f) => {
        f.model.type = 'WordPiece'
      },
      /model "WordPiece"/,
    ],
    [
      'another pre-tokenizer',
      (f) => {
        f.pre_tokenizer = { type: 'Metaspace' }
      },
      /pre-tokenizer "Metaspace"/,
    ],
    [
      'no pre-tokenizer',
      (f) => {
        f.pre_tokenizer = null
      },
      /pre-tokenizer "none"/,
    ],
    [
      'a sequence of pre-tokenizers',
      (f) => {
        f.pre_tokenizer = { type: 'Sequence', pretokenizers: [{ type: 'Digits' }, { type: 'ByteLevel' }] }
      },
      /pre-tokenizer "Sequence"/,
    ],
    [
      'no regex',
      (f) => {
        f.pre_tokenizer = { type: 'ByteLevel', use_regex: false }
      },
      /use_regex false/,
    ],
    [
      'dropout',
      (f) => {
        f.model.dropout = 0.1
      },
      /dropout = 0.1/,
    ],
    [
      'ignore_merges',
      (f) => {
        f.model.ignore_merges = true
      },
      /ignore_merges/,
    ],
    [
      'byte_fallback',
      (f) => {
        f.model.byte_fallback = true
      },
      /byte_fallback/,
    ],
    [
      'another decoder',
      (f) => {
        f.decoder = { type: 'WordPiece' }
      },
      /decoder "WordPiece"/,
    ],
    [
      'another post-processor',
      (f) => {
        f.post_processor = { type: 'BertProcessing' }
      },
      /post-processor "BertProcessing"/,
    ],
    [
      'added tokens that are matched in text',
      (f) => {
        f.added_tokens.push({ id: 400, content: 'hello', special: false })
      },
      /added token "hello" that is not special/,
    ],
    [
      'a merge outside the vocabulary',
      (f) => {
        f.model.merges.push(['a', 'zzzz'])
      },
      /merge \["a","zzzz"\]/,
    ],
    [
      'a hole in the ids',
      (f) => {
        f.model.vocab['ab!'] = 1000
      },
      /"ab!" has id 1000/,
    ],
    [
      'an id twice',
      (f) => {
        delete f.model.vocab['!']
        f.model.vocab['!?!'] = 1
      },
      /two tokens have id 1/,
    ],
    [
      'a token outside the alphabet',
      (f) => {
        f.model.vocab.世 = 400
      },
      /token "世" holds "世"/,
    ],
  ])('refuses %s by name', (_, change, message) => {
    expect(() => readTokenizerJson(changed(change), 'x/tokenizer.json')).toThrow(message)
  })

  it('refuses what is not JSON, naming the file', () => {
    expect(() => readTokenizerJson('{', 'x/tokenizer.json')).toThrow('x/tokenizer.json is not JSON')
    expect(() => readTokenizerJson('[]', 'x/tokenizer.json')).toThrow('does not hold a JSON object')
    expect(() => readTokenizerJson('{}', 'x/tokenizer.json')).toThrow('"model" is not an object')
  })
})

describe('readVocabAndMerges', () => {
  it('reads the older pair of files to the same model', () => {
    const names = model.vocab.map((bytes) => bytesToAlphabet(bytes))
    names[399] = '<|endoftext|>'
    const vocab = JSON.stringify(Object.fromEntries(names.map((name, id) => [name, id])))
    const merges = [
      '#version: 0.2',
      ...model.merges.map(({ left, right }) => `${names[left]} ${names[right]}`),
      '',
    ]
    const read = readVocabAndMerges(vocab, merges.join('\n'))
    expect(read).toEqual(model)
    const tokenizer = createTokenizer(read)
    for (const text of SAMPLE_TEXTS) expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
  })
})
