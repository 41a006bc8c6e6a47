// Hides when the page is written: once, at the end of a run, of what the run left behind.
import { pageText } from './html/page.js';
import { finalReport } from './record.js';
import { cutOf, endOf, type Report, type ReportOptions } from './report.js';

export function htmlReport({ tool = '' }: ReportOptions = {}): Report {
  return finalReport((record) => {
    const { planned, finished } = record;
    const coverage = record.coverage();
    if (!planned || !coverage) return '';
    const [causes, end] = [record.causes(), endOf(finished)];
    const cut = cutOf(finished);
    const notices = [...record.notices(), ...(cut === undefined ? [] : [cut])];
    return pageText({ planned, finished, causes, coverage, end, notices, tool });
  });
}
