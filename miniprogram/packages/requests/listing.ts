import type { Output } from '../../domain/contract';
import { cloudNow } from '../../services/clock';
import { appended } from '../../services/list';
import { requestRow, type RequestRow } from './cards';

/** How lists of requests are drawn, page by page. */
type Page = Output<'requests.mine'>;

export const PAGE_SIZE = 20;

export const listData = { rows: [] as RequestRow[], next: null as string | null };

const rowsOf = ({ requests }: Page): RequestRow[] => requests.map((card) => requestRow(card, cloudNow()));

export const firstPage = (page: Page) => ({
  rows: rowsOf(page),
  next: page.next,
  state: page.requests.length > 0 ? ('ready' as const) : ('empty' as const),
});

/** @param shown how many stand there already */
export const nextPage = (shown: number) => (page: Page) => ({
  ...appended('rows', shown, rowsOf(page)),
  next: page.next,
});
