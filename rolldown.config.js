/**
 * The package as it is published: what Pillion is made of in a few files instead of some 350, for Node.js takes longer to find
 * a module than to run it. knex and lodash below it, of which one path is used, come along, with their licences beside them;
 * what a host shares with Pillion (graphql above all, of which a process must have one) or may replace stays a package.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

const { bin, exports, dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const doors = [...Object.values(bin), ...Object.values(exports).flatMap((door) => door.default ?? [])];
const ofTheHost = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
/** Drivers that knex requires for other databases than ours, which nobody asks it for. */
const ofKnex = [
  'better-sqlite3',
  'sqlite3',
  'mysql',
  'mysql2',
  'mariadb',
  'oracledb',
  'tedious',
  'pg-native',
  'pg-query-stream',
];

export default {
  input: Object.fromEntries(doors.map((door) => [nameOf(door), `dist/src/${nameOf(door)}.js`])),
  platform: 'node',
  external: [...ofTheHost, ...ofKnex].map((name) => new RegExp(`^${name}(/|$)`)),
  plugins: [notices()],
  output: { dir: 'dist/bundle', cleanDir: true, chunkFileNames: 'parts/[name]-[hash].js', comments: false },
};

/** `server/node` of `./dist/bundle/server/node.js`. */
function nameOf(door) {
  return door.replace(/^\.\/dist\/bundle\/(.+)\.js$/, '$1');
}

/** Writes THIRD-PARTY.txt: name, version and licence of each package that something was taken from. */
function notices() {
  return {
    name: 'notices',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap(({ modules: taken = {} }) => Object.keys(taken));
      const folders = new Set(modules.filter((id) => id.includes('/node_modules/')).map(packageFolder));
      const source = [...folders]
        .sort()
        .map(noticeOf)
        .join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source });
    },
  };
}

function packageFolder(id) {
  let folder = dirname(id.replace(/^\0|\?.*$/g, ''));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) {
    process.stderr.write(`${name} has no file with its licence.\n`);
    process.exit(1);
  }
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8')}`;
}
