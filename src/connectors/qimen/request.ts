import type { SignedRequest } from '../channel';
import type { Request } from '../connector';
import { shanghaiTime } from '../../contract/time';
import type { QimenSettings } from './settings';
import { createHash, createHmac } from 'node:crypto';

const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };

/** A call signed for this moment: system and business parameters together as form fields; empty ones are left out. */
export function signedForm(method: string, request: Request, settings: QimenSettings): SignedRequest {
  const fields = { ...filled(request), ...systemFields(method, settings) };
  const sign = signTop(fields, settings.appSecret, settings.signMethod);
  return { path: '', headers, body: new URLSearchParams({ ...fields, sign }).toString() };
}

/** TOP accepts a clock error of 10 minutes; its timestamps are GMT+8. */
function systemFields(method: string, settings: QimenSettings): Request {
  const { appKey, targetAppKey, customerId, signMethod, session } = settings;
  return {
    method,
    app_key: appKey,
    target_app_key: targetAppKey,
    customer_id: customerId,
    timestamp: shanghaiTime(Date.now()),
    format: 'json',
    v: '2.0',
    sign_method: signMethod,
    ...(session === undefined ? {} : { session }),
  };
}

function filled(request: Request): Request {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== ''));
}

/**
 * TOP signature in upper-case hex over every non-empty field but `sign` as key and value, keys in ASCII order; md5 has the
 * secret before and behind. Source: lindejin/eshop-plat-api `QimenCustomSignUtil2.java`, PyPI taobaopy 6.0.1.
 */
export function signTop(fields: Request, secret: string, method: QimenSettings['signMethod']): string {
  const signed = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => name + fields[name])
    .join('');
  return digest(signed, secret, method).toUpperCase();
}

function digest(signed: string, secret: string, method: QimenSettings['signMethod']): string {
  if (method === 'md5') {
    return createHash('md5')
      .update(secret + signed + secret, 'utf8')
      .digest('hex');
  }
  const algorithm = method === 'hmac' ? 'md5' : 'sha256';
  return createHmac(algorithm, secret).update(signed, 'utf8').digest('hex');
}
