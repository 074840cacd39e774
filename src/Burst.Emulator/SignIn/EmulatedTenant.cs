namespace Burst.Emulator.SignIn;

/// <summary>The one directory that all subscriptions of the emulator belong to.</summary>
internal static class EmulatedTenant
{
    public const string Id = "00000000-0000-0000-0000-00000000ffff";

    /// <summary>What ADFS-style authorities have in the place of a tenant.</summary>
    public const string Adfs = "adfs";

    /// <summary>The tenant that tokens of an authority name: a GUID is taken as it is, any other word is the emulator's own tenant.</summary>
    public static string IdOf(string authority) => Guid.TryParseExact(authority, "D", out var id) ? id.ToString() : Id;
}
