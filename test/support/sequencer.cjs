'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that wait longest, the longest first: begun last they would have the others' cores stand idle. */
const longest = [
  'schemes/missedAlert',
  'docs/commandsRun',
  'schemes/qimenSaleoutsToKingdeeOutstocks',
  'commands/demo',
  'schemes/sideBySide',
  'histories/replay',
  'schemes/windows',
  'schemes/pauseAfterFailures',
  'schemes/repairs',
  'session/session',
  'connectors/conformance/targets',
  'connectors/conformance/sources',
  'schemes/startedByHand',
  'faults/transport',
  'faults/storm',
];

/** Puts the files that wait longest first also where no earlier run has left their durations, as on a fresh clone. */
module.exports = class extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = longest.findIndex((name) => path.includes(`/test/${name}.test.`));
      return at === -1 ? longest.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
