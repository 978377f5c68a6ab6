// versions: 1.0
// defineRelations and defineRelationsPart make nothing in the database.
import { defineRelations, defineRelationsPart } from 'drizzle-orm';
import * as schema from './tables';

export * from './tables';

export const relations = defineRelations(schema, (r) => ({
  users: { posts: r.many.posts(), invitee: r.one.users({ from: r.users.invitedBy, to: r.users.id }) },
  posts: {
    author: r.one.users({ from: r.posts.authorId, to: r.users.id, optional: false }),
    tags: r.many.tags({ from: r.posts.id.through(r.postsToTags.postId), to: r.tags.id.through(r.postsToTags.tagId) }),
  },
}));
export const part = defineRelationsPart(schema, (r) => ({ tags: { posts: r.many.posts({ from: r.tags.id.through(r.postsToTags.tagId), to: r.posts.id.through(r.postsToTags.postId) }) } }));
