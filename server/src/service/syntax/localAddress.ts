/** Whether an address on a command line is that of the machine itself: `https://localhost:8443/health`. */
export function isLocalAddress(text: string): boolean {
  return /^["']?(?:\w+:\/\/)?(?:[^@/]*@)?(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?)(?=[:/"']|$)/i.test(
    text,
  );
}
