import fc from 'fast-check';

// The smallest example that fails is looked for so long and no longer: for a long text that can take hours, in which
// no test is ever seen to fail.
fc.configureGlobal({ interruptAfterTimeLimit: 60_000 });

export { fc };
