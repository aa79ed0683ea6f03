'use strict';
/**
 * Tests in the context of Node.js itself, so that libraries are loaded once a process and not once a file: that was half
 * of what the suite computed. Modules of the project are still loaded anew for each file.
 */
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

const contexts = new WeakSet();
const { compileFunction } = vm;
// Jest compiles into the context that the environment names; a context of its own would have classes of its own.
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
  compileFunction(code, parameters, contexts.has(parsingContext) ? options : { ...options, parsingContext });

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    contexts.add(this.context);
    this.global = globalThis;
    const { constructor: FakeTimers } = this.fakeTimersModern;
    this.fakeTimersModern = new FakeTimers({ config: config.projectConfig, global: globalThis });
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.before = { env: { ...process.env }, folder: process.cwd(), exitCode: process.exitCode };
  }

  async teardown() {
    const { env, folder, exitCode } = this.before;
    process.env = env;
    process.exitCode = exitCode;
    process.chdir(folder);
    await super.teardown();
  }
};
