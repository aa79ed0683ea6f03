import {
  type ConverterHint,
  defaultPayloadConverter,
  type Payload,
  type PayloadConverter,
  type SerializationContext,
} from '@temporalio/common';

/** Stands for a payload that cannot be decoded. No check of an input takes it. */
const UNDECODABLE = Symbol('a payload that cannot be decoded');

/**
 * How workflows read payloads. What people and other programs send may be in any encoding, and an error here would fail the
 * workflow's task for ever; what activities answer is the program's own, and must be readable.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value, context, hint) => defaultPayloadConverter.toPayload(value, context, hint),
  fromPayload<T>(payload: Payload, context?: SerializationContext, hint?: ConverterHint<T>): T {
    if (context?.type === 'activity') return defaultPayloadConverter.fromPayload(payload, context, hint);
    try {
      return defaultPayloadConverter.fromPayload(payload, context, hint);
    } catch {
      return UNDECODABLE as T;
    }
  },
};
