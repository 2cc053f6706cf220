/**
 * Compiles the AssemblyScript kernels to WebAssembly and writes each as a module that holds its bytes, so that code
 * that bundles or runs lib/kernels needs no other file.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'

const OUT = 'lib/kernels/generated'
const KERNELS = { sparseStep: 'lib/kernels/assembly/sparse-step.ts' }

mkdirSync(OUT, { recursive: true })
for (const [name, entry] of Object.entries(KERNELS)) {
  let wasm
  const options = `${entry} --outFile out.wasm --importMemory --enable simd -O3 --noAssert --runtime stub --use abort=`
  const { error, stderr } = await asc.main(options.split(' '), {
    writeFile(_, contents) {
      wasm = contents
    },
  })
  if (error) {
    process.stderr.write(`${stderr.toString()}\n`)
    throw error
  }
  const file = entry.split('/').at(-1)
  const base64 = Buffer.from(wasm).toString('base64')
  writeFileSync(`${OUT}/${file}`, `/** ${entry}, compiled. */\nexport const ${name}Wasm =\n  '${base64}'\n`)
}
