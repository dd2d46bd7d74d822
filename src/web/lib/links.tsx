import {
  ActionIcon,
  Anchor,
  Button,
  type ActionIconProps,
  type AnchorProps,
  type ButtonProps,
} from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, Ref } from 'react';
import classes from './links.module.css';

type LinkPart<Props> = Props & Omit<ComponentProps<'a'>, keyof Props> & { ref?: Ref<HTMLAnchorElement> };

/** A link that looks like a button. */
export const ButtonLink = createLink((props: LinkPart<ButtonProps>) => <Button component="a" {...props} />);

/** A link that is an icon; it needs an `aria-label`. */
export const IconLink = createLink((props: LinkPart<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));

/** A link within text. */
export const TextLink = createLink((props: LinkPart<AnchorProps>) => <Anchor {...props} />);

/** The way back, above the title of a page. */
export const BackLink = createLink(({ children, ...props }: LinkPart<AnchorProps>) => (
  <Anchor size="sm" {...props} className={classes.back}>
    <IconArrowLeft size={16} aria-hidden /> {children}
  </Anchor>
));
