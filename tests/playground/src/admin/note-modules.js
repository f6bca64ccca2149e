'use strict';

const path = require('node:path');

const REPOSITORY = path.join(__dirname, '..', '..', '..', '..');

const fileOf = ({ resource }) => resource && path.relative(REPOSITORY, resource.split('?')[0]);

/** The files that a module of the build is made of: several where webpack joined them. */
const filesIn = (module) => {
  const file = fileOf(module);
  return [...(file ? [file] : []), ...(module.modules ?? []).flatMap(filesIn)];
};

const OWNER = /^(?:.*node_modules\/(?:@[^/]+\/)?[^/]+|[^/]+)(?=\/)/;

/** The package that a file is of; for one of the repository's own, its folder. */
const ownerOf = (file) => OWNER.exec(file)?.[0] ?? '';

/** For each file that another package imports: the packages that do. */
const importersOf = ({ modules, moduleGraph }) => {
  const importers = {};
  for (const module of modules) {
    const file = fileOf(module);
    if (!file) continue;
    const owners = [...moduleGraph.getIncomingConnections(module)]
      .map(({ originModule }) => originModule && fileOf(originModule))
      .filter(Boolean)
      .map(ownerOf);
    const others = new Set(owners.filter((owner) => owner !== ownerOf(file)));
    if (others.size > 0) importers[file] = [...others];
  }
  return importers;
};

const scriptsOf = (chunks) => [
  ...new Set(
    [...chunks].flatMap((chunk) => [...chunk.files].filter((file) => file.endsWith('.js')))
  ),
];

/** For each script: the source files in it. */
const sourcesOf = ({ chunks, chunkGraph }) =>
  Object.fromEntries(
    [...chunks].flatMap((chunk) => {
      const sources = [...new Set(chunkGraph.getChunkModules(chunk).flatMap(filesIn))];
      return scriptsOf([chunk]).map((script) => [script, sources]);
    })
  );

/**
 * Writes `modules.json` beside the built admin panel, for tools/bundle-report: what each script of it
 * is made of, who imports it, and which scripts come together, with the panel or when first needed.
 */
module.exports = class NoteModules {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('NoteModules', (compilation) => {
      let importers;
      // Before webpack joins modules: a joined one has no importers of its own.
      compilation.hooks.finishModules.tap('NoteModules', () => {
        importers = importersOf(compilation);
      });
      compilation.hooks.afterProcessAssets.tap('NoteModules', () => {
        const groups = compilation.chunkGroups.map((group) => ({
          isInitial: group.isInitial(),
          scripts: scriptsOf(group.chunks),
        }));
        const note = JSON.stringify({ scripts: sourcesOf(compilation), importers, groups });
        compilation.emitAsset('modules.json', new compiler.webpack.sources.RawSource(note));
      });
    });
  }
};
