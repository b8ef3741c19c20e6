/** What is worked out of something once, however many ask: it is kept as long as the thing itself. */
export function onceFor<Thing extends object, Made>(make: (thing: Thing) => Made): (thing: Thing) => Made {
  const known = new WeakMap<Thing, { readonly made: Made }>();
  return (thing) => {
    let found = known.get(thing);
    if (!found) known.set(thing, (found = { made: make(thing) }));
    return found.made;
  };
}
