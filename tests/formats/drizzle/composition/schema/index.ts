// versions: 0.31 1.0
// A schema of many files: spreads, helpers that return columns, re-exports, aliases, default exports, cycles.
export * from './users';
export { posts as articles, default as comments } from './posts';
export * as everything from './shared';
export * from '@db/teams';
