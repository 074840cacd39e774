using System.Text.Json.Nodes;
using Burst.Cli.Tests.Support;
using Burst.Server.Tests.Support;

namespace Burst.Cli.Tests.Commands;

/// <summary>What an operator is told before the first pod.</summary>
public sealed class AciCheckTests
{
    [Fact]
    public async Task EmulatorWithAllThatIsNeeded_LacksNothing()
    {
        await using var azure = await EmulatedAzure.StartAsync();

        var result = await TryAsync(azure);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("nothing is missing\n", result.Output, StringComparison.Ordinal);
        Assert.All((string[])["sign-in", "resource group", "clock", "roles", "provider", "quota"], subject => Assert.Contains($"  ok       {subject}: ", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExhaustedQuota_AndAnUnknownRegion_AreMissing_AndTheExitCodeSaysSo()
    {
        await using var azure = await EmulatedAzure.StartAsync(options => options with { Quota = new() { ContainerGroups = 1 } });
        await azure.PutAsync("burst", Guid.Empty.ToString(), Guid.Parse("00000000-0000-0000-0000-0000000000a1"), TimeSpan.Zero);

        var full = await TryAsync(azure);
        var mars = await TryAsync(azure, "mars");

        Assert.Equal(ExitCodes.Failed, full.ExitCode);
        Assert.Contains("MISSING  quota: ContainerGroups: 1 of 1 used in eastus", full.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 thing(s) are missing: pods will not run until they are there\n", full.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, mars.ExitCode);
        Assert.Contains("MISSING  region: there are no container groups in mars", mars.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpiredCredential_IsMissing()
    {
        await using var azure = await EmulatedAzure.StartAsync();
        await azure.SendAsync(HttpMethod.Put, "/_emulator/faults/old", JsonNode.Parse("""{ "kind": "expired-credential", "times": 50 }"""));

        var result = await TryAsync(azure);

        Assert.Equal(ExitCodes.Failed, result.ExitCode);
        Assert.Contains("the credential is refused: 401 ExpiredAuthenticationToken", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoleDefinition_IsPrinted_WithoutAsking()
    {
        var result = await BurstCommandLine.RunJsonAsync("aci", "check", "-s", EmulatedAzure.Subscription, "-g", "burst", "--region", "eastus", "--role-definition");

        Assert.Contains("Microsoft.ContainerInstance/containerGroups/write", result["Actions"]!.AsArray().Select(action => (string?)action));
        Assert.DoesNotContain("stop/action", result.ToJsonString(), StringComparison.Ordinal);
        var more = await BurstCommandLine.RunJsonAsync("aci", "check", "-s", EmulatedAzure.Subscription, "-g", "burst", "--region", "eastus", "--role-definition", "--with-commands");
        Assert.Contains("Microsoft.ContainerInstance/containerGroups/stop/action", more["Actions"]!.AsArray().Select(action => (string?)action));
    }

    private static Task<CliResult> TryAsync(EmulatedAzure azure, string region = "eastus") => BurstCommandLine.TryAsync(
        "aci", "check", "-s", EmulatedAzure.Subscription, "-g", "burst", "--region", region, "--endpoint", azure.Endpoint.ToString(), "--ca", azure.CaFile);
}
