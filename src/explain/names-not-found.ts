/** getaddrinfo(3) and what Node, Python, Go, Java, .NET, curl and msmtp make of it: the name of a server has no address. */
export const NOT_RESOLVED =
  /\bgetaddrinfo|\bgaierror\b|\benotfound\b|\bname or service not known|\bnodename nor servname|\bno such host\b|\bunknown smtp host\b|\bunknownhost|\bcould(?: not|n't) resolve host|\bname could not be resolved|\bname does not resolve|\bno address associated with|\bin name resolution\b|\bcannot locate host|\bdns lookup failure: host|\[errno -[23]\]/i;
