namespace Burst.Emulator.SignIn;

/// <summary>An access token with the Unix seconds between which it is valid.</summary>
internal sealed record IssuedToken(string Text, long NotBefore, long ExpiresOn);
