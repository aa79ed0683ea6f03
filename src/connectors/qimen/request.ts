import type { SignedRequest } from '../channel';
import { shanghaiTime } from '../../contract/shanghai';
import type { QimenSettings } from './settings';
import { signTop, type Fields } from './sign';

const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };

/** A call signed for this moment: system and business parameters together as form fields; empty ones are left out. */
export function signedForm(method: string, request: Fields, settings: QimenSettings): SignedRequest {
  const fields = { ...filled(request), ...systemFields(method, settings) };
  const sign = signTop(fields, settings.appSecret, settings.signMethod);
  return { path: '', headers, body: new URLSearchParams({ ...fields, sign }).toString() };
}

/** TOP accepts a clock error of 10 minutes; its timestamps are GMT+8. */
function systemFields(method: string, settings: QimenSettings): Fields {
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

function filled(request: Fields): Fields {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== ''));
}
