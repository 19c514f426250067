// A report as a list of blocks, written once and rendered as Markdown and as a page.
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly header: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | {
      readonly kind: 'links'
      readonly links: readonly { readonly title: string; readonly address: string }[]
    }
  | {
      readonly kind: 'picture'
      /** Name of the file beside the Markdown. */
      readonly file: string
      readonly svg: string
      /** What is to be seen, for who cannot see it; stands below it for all. */
      readonly words: string
    }

export interface Report {
  readonly title: string
  readonly blocks: readonly Block[]
}

export const heading = (text: string): Block => ({ kind: 'heading', text })
export const words = (text: string): Block => ({ kind: 'words', text })
export const tableBlock = (
  caption: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Block => ({ kind: 'table', caption, header, rows })
