import type { Command } from 'commander';
import { steeringCommand } from './steerRuns';

/** `jinqiao resume <run…>`: lets paused runs go on. */
export function resumeCommand(): Command {
  return steeringCommand('resume');
}
