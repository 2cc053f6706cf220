import path from 'node:path'

/** Returns the paths of content-addressed files under DATA_DIR. Names are hashes, so a file never changes. */
export function storePaths(dataDir: string) {
  const root = path.join(dataDir, 'store')
  return {
    root,
    /** A Hugging Face directory. */
    model: (hash: string) => path.join(root, 'models', hash),
    /** A SAELens directory. */
    dictionary: (hash: string) => path.join(root, 'dictionaries', hash),
    /** A corpus file: token ids and window borders. */
    corpus: (hash: string) => path.join(root, 'corpora', `${hash}.corpus`),
    /**
     * Activations on sequences [from, to) of a corpus, of a dictionary on a model (given by their hashes). If the file is
     * deleted, it is made again.
     */
    sparse: (
      on: { readonly model: string; readonly dictionary: string; readonly corpus: string },
      range: { readonly from: number; readonly to: number },
    ) =>
      path.join(
        root,
        'sparse',
        [on.dictionary, on.model, on.corpus].map((hash) => hash.slice(0, 16)).join('-'),
        `${range.from}-${range.to}`,
      ),
  }
}
