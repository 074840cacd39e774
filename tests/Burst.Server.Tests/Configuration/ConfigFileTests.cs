using Burst.Server.Configuration;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Configuration;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_CommentsAndTrailingCommas_AreAccepted()
    {
        var config = Read("""
            {
              // Where it listens.
              "listen": "127.0.0.1:9000", /* and */
              "nodes": [ { "name": "vm-1", "size": "D2s_v5", }, ],
            }
            """);

        Assert.Equal("127.0.0.1:9000", config.Listen);
        Assert.Equal(("vm-1", "vm"), (config.Nodes.Single().Name, config.Nodes.Single().Tier));
    }

    [Fact]
    public void Read_KeysLeftOut_KeepTheirDefaults()
    {
        var config = Read("""{ "aci": [ { "name": "aci-1" } ] }""");

        var defaults = new BurstConfig();
        Assert.Equal(defaults with { Aci = config.Aci, Nodes = config.Nodes, AllowHostPaths = config.AllowHostPaths, Placement = config.Placement }, config);
        Assert.Equal(new AciConfig { Name = "aci-1" } with { Tiers = config.Aci[0].Tiers }, config.Aci[0]);
        Assert.Equal(["aci"], config.Aci[0].Tiers);
        Assert.Empty(config.Nodes);
        Assert.Empty(config.AllowHostPaths);
        Assert.Null(config.Placement.Strategy);
        Assert.Empty(config.Placement.Pools);
    }

    [Theory]
    [InlineData("{\n  \"lissen\": \"x\"\n}", ":2: ", "lissen")]
    [InlineData("{\n  \"nodes\": [ { \"nam\": \"x\" } ]\n}", ":2: ", "nam")]
    [InlineData("{\n\n  \"listen\": 5\n}", ":3: ", "$.listen")]
    [InlineData("{ \"listen\": null }", ":1: ", "listen")]
    [InlineData("{", ":1: ", "docs/configuration.md")]
    [InlineData("null", "is null", "JSON object")]
    public void Read_WhatIsNoConfiguration_NamesFileLineAndKey(string text, string place, string names)
    {
        var error = Assert.Throws<ConfigException>(() => Read(text)).Errors.Single();

        Assert.StartsWith(folder.At("burst.json"), error, StringComparison.Ordinal);
        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains(names, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoSuchFile_IsAConfigError() =>
        Assert.Contains("cannot be read", Assert.Throws<ConfigException>(() => ConfigFile.Read(folder.At("none.json"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_HugeFile_IsRefused() =>
        Assert.Contains("larger than 1024 KiB", Assert.Throws<ConfigException>(() => Read(new string(' ', 1024 * 1024) + "{}")).Message, StringComparison.Ordinal);

    private BurstConfig Read(string text) => ConfigFile.Read(folder.Write("burst.json", text));
}
