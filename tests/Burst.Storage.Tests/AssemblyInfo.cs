using System.Runtime.Versioning;

// File modes, signals and advisory locks are what half of these tests are about.
[assembly: UnsupportedOSPlatform("windows")]
