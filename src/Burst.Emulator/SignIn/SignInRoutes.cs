using Burst.Emulator.Arm;

namespace Burst.Emulator.SignIn;

/// <summary>Everything that clients ask before they have a token.</summary>
internal static class SignInRoutes
{
    public static IEnumerable<ArmRoute> All(TokenIssuer issuer, TimeProvider time) =>
    [
        .. new MetadataHandlers().Routes,
        .. new AuthorityHandlers(issuer).Routes,
        .. new TokenHandlers(issuer, time).Routes,
        .. new ManagedIdentityHandlers(issuer).Routes,
    ];
}
