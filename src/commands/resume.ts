import type { Command } from 'commander';
import { steeringCommand } from './runs/steer';

/** `jinqiao resume <run…>`: lets paused runs go on. */
export function resumeCommand(): Command {
  return steeringCommand('resume');
}
