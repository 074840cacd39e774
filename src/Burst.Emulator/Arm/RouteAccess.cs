namespace Burst.Emulator.Arm;

/// <summary>What a request must bring along.</summary>
internal enum RouteAccess
{
    /// <summary>Nothing: health, and the place for sign-in endpoints.</summary>
    Open,

    /// <summary>A bearer token.</summary>
    Token,

    /// <summary>A bearer token, from this machine: the pages that break and count.</summary>
    Admin,

    /// <summary>A bearer token and an api-version: everything of ARM.</summary>
    Arm,
}
