import { Button, Center } from '@mantine/core';

interface Props {
  /** A list that is read page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  label: string;
  mt?: 'md' | 0;
}

/** Reads the next page of a list; nothing where there is none. */
export function MoreButton({ list, label, mt = 0 }: Props) {
  if (!list.hasNextPage) return null;
  return (
    <Center mt={mt}>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {label}
      </Button>
    </Center>
  );
}
