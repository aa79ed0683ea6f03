import type { Command } from 'commander';
import { steeringCommand } from './steerRuns';

/** `jinqiao cancel <run…>`: ends runs, with the pages in flight finished. */
export function cancelCommand(): Command {
  return steeringCommand('cancel');
}
