using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Burst.Core.Nodes;
using Burst.Hosts.Aci;

namespace Burst.Server.Hosting;

/// <summary>How Azure, or an emulator in its place, is reached and signed in to.</summary>
public static class AciAccess
{
    /// <summary>What Azure.Identity finds in the environment of this process; for an emulator a fixed word, as no secret is sent to one.</summary>
    public static TokenCredential Credential(AciConnection connection, TimeProvider time) =>
        connection.IsEmulator ? new EmulatorCredential(time) : new DefaultAzureCredential();

    public static HttpPipelineTransport Transport(AciConnection connection) =>
        connection.CaPem is { } pem ? AciTransport.PinnedTo(pem) : AciTransport.Public();
}
