// Writes what Prisma itself makes of the schemas here: the SQL of each case beside it (expected.sql), and for each
// schema of refused.prisma the lines its validator complains about (refused.json). What is here is of the engine and
// validator 8.1.0-2.59be4fda12412a79eeb9c2ae727b6aa723593323, with driver-adapter-utils 7.10.1.
//
//   npm install --ignore-scripts @prisma/schema-engine-wasm @prisma/prisma-schema-wasm @prisma/driver-adapter-utils
//   node regenerate.mjs [folder with node_modules, default: here]
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const here = import.meta.dirname;
const require = createRequire(path.join(path.resolve(process.argv[2] ?? here), 'node_modules', 'x.js'));
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = require('@prisma/driver-adapter-utils');
const validator = require('@prisma/prisma-schema-wasm');
const engineFolder = path.dirname(require.resolve('@prisma/schema-engine-wasm'));
const glue = await import(pathToFileURL(path.join(engineFolder, 'schema_engine_bg.js')));
const wasm = fs.readFileSync(path.join(engineFolder, 'schema_engine_bg.wasm'));
const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { './schema_engine_bg.js': glue });
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

// No database is needed: the engine asks one question when it starts, for the version.
const answer = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 18.0', 180000]],
};
const database = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  queryRaw: async () => answer,
  executeRaw: async () => 0,
  executeScript: async () => {},
  dispose: async () => {},
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
};
const factory = { provider: 'postgres', adapterName: '@prisma/adapter-pg', connect: async () => database, connectToShadowDb: async () => database };
const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));

for (const name of fs.readdirSync(here).sort()) {
  const folder = path.join(here, name);
  if (name === 'node_modules' || !fs.statSync(folder).isDirectory()) continue;
  const files = fs.readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.prisma')).sort();
  if (!files.length) continue;
  const schema = files.map((f) => ({ path: `/${f}`, content: fs.readFileSync(path.join(folder, f), 'utf8') }));
  const made = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: schema },
    script: true,
    exitCode: false,
    filters: { externalTables: [], externalEnums: [] },
  });
  fs.writeFileSync(path.join(folder, 'expected.sql'), made.stdout);
}

const refused = {};
for (const block of fs.readFileSync(path.join(here, 'refused.prisma'), 'utf8').split(/^\/\/=== /m).slice(1)) {
  const [name] = block.split('\n', 1);
  const text = block.slice(name.length + 1);
  try {
    validator.validate(JSON.stringify({ prismaSchema: [['schema.prisma', text]], noColor: true }));
    refused[name] = [];
  } catch (problem) {
    const { message } = JSON.parse(problem.message);
    refused[name] = [...new Set([...message.matchAll(/-->\s+schema\.prisma:(\d+)/g)].map((m) => Number(m[1])))].sort((a, b) => a - b);
  }
}
fs.writeFileSync(path.join(here, 'refused.json'), JSON.stringify(refused, null, 1) + '\n');
process.exit();
