// Hides defects of lists: filters, order, pages, counts.
import { compared } from '../server/listing.js';
import { linkOf, pageOf, type Scaleway, type Snapshot } from '../server/scaleway.js';
import { type Scp, type ScpSnapshot, sorted } from '../server/scp.js';
import { type Defect, defectsOf } from './defect.js';

const scp = defectsOf('scp-virtualserver');
const scaleway = defectsOf('scaleway-instance');
const SCP = { phase: 'stateful', document: 'scp-virtualserver' } as const;
const SCALEWAY = { phase: 'stateful', document: 'scaleway-instance/v1' } as const;

const inScp =
  (change: (usual: Scp['list']) => Partial<Scp['list']>) =>
  (usual: Scp): Scp => ({
    ...usual,
    list: { ...usual.list, ...change(usual.list) },
  });
const inScaleway =
  (change: (usual: Scaleway['list']) => Partial<Scaleway['list']>) =>
  (usual: Scaleway): Scaleway => ({
    ...usual,
    list: { ...usual.list, ...change(usual.list) },
  });
type ScpTest = (item: ScpSnapshot, wanted: unknown) => boolean;
const scpFilter = (name: string, test: ScpTest) =>
  inScp(({ filters }) => ({ filters: { ...filters, [name]: test } }));
type Test = (item: Snapshot, wanted: unknown) => boolean;
const filter = (name: string, test: Test) =>
  inScaleway(({ filters }) => ({ filters: { ...filters, [name]: test } }));

const FILTERS: readonly Defect[] = [
  scp({
    ...{ name: 'name-ignored', check: 'filter', ...SCP },
    sentence: 'With `name`, only snapshots of this name.',
    plant: scpFilter('name', () => true),
  }),
  scp({
    ...{ name: 'name-as-beginning', check: 'filter', ...SCP },
    sentence: 'With `name`, only snapshots of this name.',
    plant: scpFilter('name', (item, wanted) => item.name.startsWith(String(wanted))),
  }),
  scp({
    ...{ name: 'volume-ignored', check: 'filter', ...SCP },
    sentence: 'With `volume_id`, only snapshots of this volume.',
    plant: scpFilter('volume_id', () => true),
  }),
  scaleway({
    ...{ name: 'tags-ignored', check: 'filter', ...SCALEWAY },
    sentence: 'With `tags`, only snapshots with this tag.',
    plant: filter('tags', () => true),
  }),
  scaleway({
    ...{ name: 'first-tag-only', check: 'filter', ...SCALEWAY },
    sentence: 'With `tags`, all snapshots with this tag.',
    plant: filter('tags', (item, wanted) => item.tags[0] === wanted),
  }),
  scaleway({
    ...{ name: 'name-in-any-case', check: 'filter', ...SCALEWAY },
    sentence: 'With `name`, only snapshots of this name.',
    plant: filter('name', (item, wanted) => item.name.toLowerCase() === String(wanted).toLowerCase()),
  }),
  scaleway({
    ...{ name: 'project-ignored', check: 'filter', ...SCALEWAY },
    sentence: 'With `project`, only snapshots of this project.',
    plant: filter('project', () => true),
  }),
  scaleway({
    ...{ name: 'organization-means-project', check: 'filter', ...SCALEWAY },
    sentence: 'With `organization`, all snapshots of this organization.',
    plant: filter('organization', (item, wanted) => item.project === wanted),
  }),
  scaleway({
    ...{ name: 'volume-means-snapshot', check: 'filter', ...SCALEWAY },
    sentence: 'With `base_volume_id`, all snapshots of this volume.',
    plant: filter('base_volume_id', (item, wanted) => item.id === wanted),
  }),
];

const SORTS: readonly Defect[] = [
  scp({
    ...{ name: 'sort-ignored', check: 'sort', ...SCP, document: 'scp-virtualserver/1.3, 1.2' },
    sentence: '`sort` gives keys and directions.',
    plant: inScp(() => ({ order: (items) => sorted(items, 'created_at:desc') })),
  }),
  scp({
    ...{ name: 'direction-ignored', check: 'sort', ...SCP, document: 'scp-virtualserver/1.3, 1.2' },
    sentence: 'A key of `sort` may be followed by a direction.',
    plant: inScp(({ order }) => ({
      order: (items, query, version) =>
        order(
          items,
          typeof query['sort'] === 'string' ? { ...query, sort: query['sort'].replace(/:\w+/g, '') } : query,
          version,
        ),
    })),
  }),
  scp({
    ...{ name: 'oldest-first', check: 'sort', ...SCP, document: 'scp-virtualserver/1.3, 1.2' },
    sentence: '`sort` is created_at:desc unless said otherwise.',
    plant: inScp(({ order }) => ({
      order: (items, query, version) => order(items, { sort: 'created_at:asc', ...query }, version),
    })),
  }),
  scp({
    ...{ name: 'second-key-ignored', check: 'sort', ...SCP, document: 'scp-virtualserver/1.3, 1.2' },
    sentence: '`sort` gives keys, separated by commas.',
    plant: inScp(({ order }) => ({
      order: (items, query, version) =>
        order(
          items.toSorted((a, b) => compared(a.name, b.name)),
          typeof query['sort'] === 'string' ? { ...query, sort: query['sort'].split(',')[0] } : query,
          version,
        ),
    })),
  }),
];

const PAGES: readonly Defect[] = [
  scp({
    ...{ name: 'limit-ignored', check: 'paging', ...SCP },
    sentence: '`limit` says how many snapshots a page holds.',
    plant: inScp(({ page }) => ({ page: (items, query) => page(items, { ...query, limit: null }) })),
  }),
  scp({
    ...{ name: 'limit-one-more', check: 'paging', ...SCP },
    sentence: '`limit` says how many snapshots a page holds.',
    plant: inScp(({ page }) => ({
      page: (items, query) =>
        page(items, { ...query, limit: typeof query['limit'] === 'number' ? query['limit'] + 1 : null }),
    })),
  }),
  scp({
    ...{ name: 'marker-again', check: 'paging', ...SCP },
    sentence: '`marker` is the last snapshot of the page before, not the first of this one.',
    plant: inScp(({ page }) => ({
      page: (items, query) => {
        const at = items.findIndex(({ id }) => id === query['marker']);
        return at < 0 ? page(items, query) : page(items.slice(at), { ...query, marker: null });
      },
    })),
  }),
  scp({
    ...{ name: 'marker-skips', check: 'paging', ...SCP },
    sentence: 'The page begins right after `marker`.',
    plant: inScp(({ page }) => ({
      page: (items, query) => {
        const at = items.findIndex(({ id }) => id === query['marker']);
        return at < 0 ? page(items, query) : page(items.slice(at + 2), { ...query, marker: null });
      },
    })),
  }),
  scp({
    ...{ name: 'offset-from-one', check: 'paging', ...SCP },
    sentence: '`offset` is the index at which the page begins.',
    plant: inScp(({ page }) => ({
      page: (items, query) =>
        page(items, {
          ...query,
          offset: typeof query['offset'] === 'number' && query['offset'] > 0 ? query['offset'] - 1 : 0,
        }),
    })),
  }),
  scaleway({
    ...{ name: 'per-page-ignored', check: 'paging', ...SCALEWAY },
    sentence: '`per_page` says how many snapshots a page holds.',
    plant: inScaleway(({ page }) => ({ page: (items, query) => page(items, { ...query, per_page: 50 }) })),
  }),
  scaleway({
    ...{ name: 'page-from-zero', check: 'paging', ...SCALEWAY },
    sentence: 'The first `page` is 1.',
    plant: inScaleway(({ page }) => ({
      page: (items, query) => {
        const [number] = pageOf(query);
        return page(items, { ...query, page: query['page'] === undefined ? 1 : number + 1 });
      },
    })),
  }),
  scaleway({
    ...{ name: 'pages-overlap', check: 'paging', ...SCALEWAY },
    sentence: 'No snapshot is on two pages.',
    plant: inScaleway(() => ({
      page: (items, query) => {
        const [number, size] = pageOf(query);
        const first = Math.max(0, (number - 1) * size - (number > 1 ? 1 : 0));
        return items.slice(first, first + size);
      },
    })),
  }),
  scaleway({
    ...{ name: 'last-page-lost', check: 'paging', ...SCALEWAY },
    sentence: 'Every snapshot is on a page.',
    plant: inScaleway(({ page }) => ({
      page: (items, query) => {
        const [number, size] = pageOf(query);
        return number > 1 && number > Math.floor(items.length / size) ? [] : page(items, query);
      },
    })),
  }),
  scaleway({
    ...{
      name: 'next-page-is-this-one',
      check: 'paging',
      ...SCALEWAY,
      document: 'RFC 8288, scaleway-instance/v1',
    },
    sentence: 'Link says where the other pages are.',
    plant: (usual) => ({
      ...usual,
      listHeaders: (count, query, url) => {
        const { Link, ...others } = usual.listHeaders(count, query, url);
        const here = `page=${pageOf(query)[0]}`;
        return { ...others, ...(Link && { Link: Link.replace(/\bpage=\d+/g, here) }) };
      },
    }),
  }),
];

const COUNTS: readonly Defect[] = [
  scp({
    ...{ name: 'count-of-page', check: 'count', ...SCP },
    sentence: '`count` is of all pages together.',
    plant: inScp(() => ({ count: (_, page) => page.length })),
  }),
  scp({
    ...{ name: 'count-before-filters', check: 'count', ...SCP },
    sentence: '`count` is of the snapshots that were asked for.',
    plant: inScp(() => ({ count: (_, __, everything) => everything.length })),
  }),
  scp({
    ...{ name: 'count-though-unwanted', check: 'count', ...SCP },
    sentence: '`count` comes only with `with_count`.',
    plant: (usual) => ({ ...usual, isCounted: () => true }),
  }),
  scp({
    ...{ name: 'count-never', check: 'count', ...SCP },
    sentence: '`count` comes with `with_count`.',
    plant: (usual) => ({ ...usual, isCounted: () => false }),
  }),
  scaleway({
    ...{ name: 'total-of-page', check: 'count', ...SCALEWAY },
    sentence: 'X-Total-Count is of all pages together.',
    plant: inScaleway(() => ({ count: (_, page) => page.length })),
  }),
  scaleway({
    ...{ name: 'total-one-more', check: 'count', ...SCALEWAY },
    sentence: 'X-Total-Count is of all pages together.',
    plant: inScaleway(() => ({ count: (found) => found.length + 1 })),
  }),
  scaleway({
    ...{ name: 'total-of-pages', check: 'count', ...SCALEWAY },
    sentence: 'X-Total-Count counts snapshots, not pages.',
    plant: (usual) => ({
      ...usual,
      listHeaders: (count, query, url) => ({
        'X-Total-Count': String(Math.ceil(count / pageOf(query)[1])),
        ...linkOf(count, query, url),
      }),
    }),
  }),
];

export const LISTS: readonly Defect[] = [...FILTERS, ...SORTS, ...PAGES, ...COUNTS];
