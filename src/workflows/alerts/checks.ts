import type { ReportWithRules } from '../../contract/alerts';
import { bytesOf, isListOf, isNumber, isText, isTree } from '../inputs';

const YEAR_HOURS = 8_784;

/** Whether it is a report that a worker sends. */
export function isReportWithRules(given: unknown): given is ReportWithRules {
  if (!isTree(given)) return false;
  const { rules, report } = given;
  return isRules(rules) && (report === undefined || isReport(report));
}

function isRules(rules: unknown): boolean {
  if (!isTree(rules)) return false;
  const { repeatHours, newReasonDays, giveUpHours, watchMinutes, channels } = rules;
  return (
    isNumber(repeatHours, 0, YEAR_HOURS) &&
    isNumber(newReasonDays, 0, YEAR_HOURS) &&
    isNumber(giveUpHours, 0, YEAR_HOURS) &&
    isNumber(watchMinutes, 0, 60 * YEAR_HOURS) &&
    isListOf(channels, (one) => isTree(one) && isText(one.name) && [one.on, one.schemes].every(areTexts))
  );
}

function isReport(report: unknown): boolean {
  if (!isTree(report)) return false;
  const { scheme, groupKey, title, raised, resolves, forgets } = report;
  const isTitle = title === undefined || (isTree(title) && isText(title.en) && isText(title.zh));
  return (
    isText(scheme) &&
    isText(groupKey) &&
    isTitle &&
    isListOf(raised, isAlert) &&
    Array.isArray(resolves) &&
    [resolves, forgets].every(areTexts)
  );
}

function isAlert(alert: unknown): boolean {
  if (!isTree(alert)) return false;
  const { kind, at, subject, message, keys, reasons, counts, run, url } = alert;
  return (
    isText(kind) &&
    isText(at) &&
    [subject, url].every((text) => text === undefined || isText(text)) &&
    (message === undefined || isMessage(message)) &&
    (reasons === undefined || isListOf(reasons, (reason) => isTree(reason) && areTexts(reason.keys))) &&
    areTexts(keys) &&
    [counts, run].every((part) => part === undefined || (isTree(part) && bytesOf(part) <= 2_000))
  );
}

function isMessage(message: unknown): boolean {
  return (
    isTree(message) &&
    [message.en, message.zh].every((text) => typeof text === 'string' && text.length <= 20_000)
  );
}

function areTexts(list: unknown): boolean {
  return list === undefined || isListOf(list, (one) => typeof one === 'string' && one.length <= 2_000);
}
