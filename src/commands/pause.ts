import type { Command } from 'commander';
import { steeringCommand } from './runs/steer';

/** `jinqiao pause <run…>`: asks runs to stop after the pages in flight. */
export function pauseCommand(): Command {
  return steeringCommand('pause');
}
