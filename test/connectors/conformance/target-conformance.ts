import type { TargetSubject } from './subject';
import { TargetBench } from './target-bench';
import { refusedSaves, unansweredSaves, unansweredSteps } from './target-faults';
import { documentsThemselves, lifeOfDocuments } from './target-writes';

/** What every target must do, whatever its platform: one description of tests for one subject. */
export function targetConformance(subject: TargetSubject): void {
  describe(subject.name, () => {
    const site = new TargetBench(subject);
    site.manage();
    describe('life', () => lifeOfDocuments(site));
    describe('documents', () => documentsThemselves(site));
    describe('saves without an answer', () => unansweredSaves(site));
    if (subject.abilities.audits) describe('steps without an answer', () => unansweredSteps(site));
    describe('refused saves', () => refusedSaves(site));
  });
}
