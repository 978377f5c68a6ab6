// node regenerate.mjs TOOLS [CASE...]: what drizzle-kit makes of each case, into expected.<version>.sql beside it.
//
// TOOLS holds one folder for each version, named as in the first line of a case's schema (`// versions: 0.31 1.0`), with
// node_modules in it: npm install --ignore-scripts in
//   0.20/  drizzle-kit@0.20.17 drizzle-orm@0.30.10 pg
//   0.31/  drizzle-kit@0.31.11 drizzle-orm@0.45.4 pg
//   1.0/   drizzle-kit@1.0.0-rc.5 drizzle-orm@1.0.0-rc.5 pg
// Without cases all are made. exports.json is the list of what drizzle-orm/pg-core exports; the case `exports` makes only that.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [tools, ...wanted] = process.argv.slice(2);
const versions = ['0.20', '0.31', '1.0'];
const all = fs.readdirSync(here).filter((name) => fs.statSync(path.join(here, name)).isDirectory()).sort();

function listed(folder, ending) {
  const names = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(ending));
  return names.map((name) => path.join(folder, name));
}

function versionsOf(folder) {
  for (const file of listed(folder, '.ts')) {
    const found = fs.readFileSync(file, 'utf8').match(/^\/\/ versions: (.*)/);
    if (found) return found[1].trim().split(' ');
  }
  return [];
}

function generated(folder, version) {
  const tool = path.resolve(tools, version);
  const copy = path.join(tool, `case-${path.basename(folder)}`);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(folder, copy, { recursive: true });
  const config = fs.readdirSync(copy).find((name) => name.startsWith('drizzle.config.')) ?? 'drizzle.config.ts';
  if (!fs.existsSync(path.join(copy, config))) {
    fs.writeFileSync(path.join(copy, config), "export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n");
  }
  const kit = path.join(tool, 'node_modules/drizzle-kit/bin.cjs');
  const args = version === '0.20' ? ['generate:pg', '--schema', 'schema.ts', '--out', 'drizzle'] : ['generate', '--config', config];
  let said = '';
  try {
    said = execFileSync('node', [kit, ...args], { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  } catch (failed) {
    said = `${failed.stdout}${failed.stderr}`;
  }
  const out = path.join(copy, 'drizzle');
  const file = fs.existsSync(out) ? listed(out, '.sql')[0] : undefined;
  const sql = file ? fs.readFileSync(file, 'utf8').replaceAll('--> statement-breakpoint', '') : undefined;
  fs.rmSync(copy, { recursive: true, force: true });
  if (sql === undefined) throw new Error(`${path.basename(folder)} ${version}: ${said}`);
  return `${sql.trimEnd()}\n`;
}

for (const name of wanted.length ? wanted.filter((one) => one !== 'exports') : all) {
  const folder = path.join(here, name);
  for (const version of versionsOf(folder)) {
    try {
      fs.writeFileSync(path.join(folder, `expected.${version}.sql`), generated(folder, version));
      console.log(`${name} ${version}`);
    } catch (failed) {
      process.exitCode = 1;
      console.error(`${failed.message}\n`);
    }
  }
}
if (!wanted.length || wanted.includes('exports')) {
  const exported = {};
  for (const version of versions) {
    const require = createRequire(path.resolve(tools, version, 'x.cjs'));
    exported[version] = Object.keys(require('drizzle-orm/pg-core')).sort();
  }
  fs.writeFileSync(path.join(here, 'exports.json'), `${JSON.stringify(exported, null, 1)}\n`);
}
