import { defineUpdate } from '@temporalio/workflow';
import type { Lease, LeaseRequest } from '../../contract/budget';

/** Asks the budget of an account for starts of calls. */
export const leaseUpdate = defineUpdate<Lease, [LeaseRequest]>('lease');
