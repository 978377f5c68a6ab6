import { defineConfig } from 'drizzle-kit';

const casing = 'camelCase';
export default defineConfig({ dialect: 'postgresql', schema: ['./schema.ts'], out: './drizzle', casing });
