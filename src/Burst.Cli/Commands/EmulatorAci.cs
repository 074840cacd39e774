using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>The virtual node that stands on an emulator: any subscription and resource group will do there.</summary>
internal static class EmulatorAci
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";
    public const string ResourceGroup = "burst";

    public static AciConfig Create(Uri url, string caFile) => new()
    {
        Name = "aci-emulator",
        Endpoint = url.ToString(),
        Subscription = Subscription,
        ResourceGroup = ResourceGroup,
        EmulatorCa = caFile,
    };
}
