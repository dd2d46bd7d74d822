import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';

/** Where short messages come up: never over the reply box. */
export function Toasts() {
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return <Notifications position={small === true ? 'top-center' : 'bottom-left'} containerWidth={400} />;
}
