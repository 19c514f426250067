// How Chromium is started where nobody looks: it draws WebGL in software and asks nothing of the network.

export function chromiumArguments(): string[] {
  return [
    // Chromium's sandbox refuses to run as root, which containers usually are.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ]
}
