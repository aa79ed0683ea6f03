'use strict';
const { createHash } = require('node:crypto');

/**
 * Has a library loaded by Node.js itself, once a process; jest would load it anew for each test file. What jest loads
 * for itself, such as the global set-up, is in a module of Node.js already. Jest replaces `node:module`, not the main one.
 */
const load = (file) => `
const Module = process.mainModule.constructor;
if (module instanceof Module)
  Module.prototype._compile.call(module, require('node:fs').readFileSync(${file}, 'utf8'), ${file});
else module.exports = Module.createRequire(${file})(${file});
`;

module.exports = {
  process: (_text, file) => ({ code: load(JSON.stringify(file)) }),
  getCacheKey: (_text, file) => createHash('sha256').update(load(file)).digest('hex'),
};
