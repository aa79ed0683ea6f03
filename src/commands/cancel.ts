import type { Command } from 'commander';
import { steeringCommand } from './runs/steer';

/** `jinqiao cancel <run…>`: ends runs, with the pages in flight finished. */
export function cancelCommand(): Command {
  return steeringCommand('cancel');
}
