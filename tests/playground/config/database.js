'use strict';

const path = require('node:path');

const connections = {
  sqlite: (env) => ({
    connection: {
      filename: env('DATABASE_FILENAME', path.join(__dirname, '..', '.tmp', 'playground.db')),
    },
    useNullAsDefault: true,
    pool: {
      afterCreate(connection, done) {
        connection.pragma(`synchronous = ${env('DATABASE_SYNCHRONOUS', 'full')}`);
        done(null, connection);
      },
    },
  }),
  postgres: (env) => ({
    connection: { ...server(env), schema: env('DATABASE_SCHEMA', 'public') },
  }),
  mysql2: (env) => ({ connection: server(env) }),
};

const server = (env) => ({
  host: env('DATABASE_HOST'),
  port: env.int('DATABASE_PORT'),
  user: env('DATABASE_USERNAME'),
  password: env('DATABASE_PASSWORD', ''),
  database: env('DATABASE_NAME'),
});

module.exports = ({ env }) => {
  const client = env('DATABASE_CLIENT', 'sqlite');
  return {
    connection: { client, ...connections[client](env), acquireConnectionTimeout: 30000 },
    settings: { strictSyncSchema: env.bool('DATABASE_STRICT_SYNC', true) },
  };
};
