const folder = './db';

/** @type {import('drizzle-kit').Config} */
export default { dialect: 'postgresql', schema: [`${folder}/*.schema.ts`, './more/**/*.ts'], out: './drizzle' };
