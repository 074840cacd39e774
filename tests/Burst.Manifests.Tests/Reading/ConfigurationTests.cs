using System.Text;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Manifests.Tests.Reading;

public sealed class ConfigurationTests
{
    [Fact]
    public void Read_Secret_MergesStringDataOverData()
    {
        var secret = Read.One<Secret>("""
            apiVersion: v1
            kind: Secret
            metadata: {name: s}
            type: example.com/token
            immutable: true
            data:
              kept: aGVsbG8=
              replaced: aGVsbG8=
              wrapped: |
                aGVs
                bG8=
            stringData:
              replaced: grüße
            """);

        Assert.Equal("example.com/token", secret.Type);
        Assert.True(secret.Immutable);
        Assert.Equal("aGVsbG8=", secret.Data["kept"]);
        Assert.Equal("aGVsbG8=", secret.Data["wrapped"]);
        Assert.Equal("grüße", Encoding.UTF8.GetString(Convert.FromBase64String(secret.Data["replaced"])));
    }

    [Theory]
    [InlineData("data: {a: hunter2hunter2!}")]
    [InlineData("data: hunter2hunter2!")]
    [InlineData("stringData: [hunter2hunter2!]")]
    [InlineData("stringData: {a: *hunter2hunter2!}")]
    [InlineData("stringData: {a: [hunter2hunter2!]}")]
    [InlineData("stringData: {a: {b: hunter2hunter2!}}")]
    public void Read_BadSecret_NeverShowsAValue(string field) =>
        Assert.DoesNotContain("hunter2", Read.Error($"apiVersion: v1\nkind: Secret\nmetadata: {{name: s}}\n{field}\n"));

    [Fact]
    public void Read_ConfigMapAboveTheLimit_IsRefusedWithBothSizes()
    {
        var error = Read.Error($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: c}}, data: {{k: \"{new string('x', ConfigMap.BytesMax)}\"}}}}");

        Assert.Contains("data: keys and values together are 1048577 bytes; at most 1048576", error);
    }

    [Fact]
    public void Read_Policy_MapsEachField()
    {
        var policy = Read.One<BurstPolicy>("""
            apiVersion: burst.dev/v1
            kind: BurstPolicy
            metadata: {name: p}
            spec:
              mode: overflow
              after: 1m30s
              tiers: [aci-spot, aci]
              maxPods: 40
              maxSpendPerHour: "1.50"
              selector: {matchLabels: {app: burst}}
            """);

        Assert.Equal(BurstMode.Overflow, policy.Mode);
        Assert.Equal(TimeSpan.FromSeconds(90), policy.After);
        Assert.Equal<Tier>([Tier.AciSpot, Tier.Aci], policy.Tiers);
        Assert.Equal(40, policy.MaxPods);
        Assert.Equal(Money.FromDollars(1.5m), policy.MaxSpendPerHour);
        Assert.Equal("burst", policy.Selector["app"]);
    }

    [Theory]
    [InlineData("2m", 120)]
    [InlineData("0s", 0)]
    [InlineData("never", null)]
    [InlineData("\"never\"", null)]
    public void Read_RepatriateAfter_ADurationOrNever(string text, int? seconds)
    {
        var policy = Read.One<BurstPolicy>($"{{apiVersion: burst.dev/v1, kind: BurstPolicy, metadata: {{name: p}}, spec: {{mode: overflow, repatriateAfter: {text}}}}}");

        Assert.Equal(seconds is { } given ? TimeSpan.FromSeconds(given) : Timeout.InfiniteTimeSpan, policy.RepatriateAfter);
    }

    [Fact]
    public void Read_WithoutRepatriateAfter_ItIsFiveMinutes()
    {
        var policy = Read.One<BurstPolicy>("{apiVersion: burst.dev/v1, kind: BurstPolicy, metadata: {name: p}, spec: {mode: overflow}}");

        Assert.Equal(TimeSpan.FromMinutes(5), policy.RepatriateAfter);
    }

    [Theory]
    [InlineData("soon", "spec.repatriateAfter: \"soon\" is not a duration of 0 to 366 days or never; write a number with a unit")]
    [InlineData("-1s", "spec.repatriateAfter: \"-1s\" is not a duration of 0 to 366 days or never; write a number with a unit")]
    [InlineData("5", "spec.repatriateAfter: a duration needs its unit: write 5s for 5 seconds")]
    [InlineData("true", "spec.repatriateAfter: ")]
    public void Read_RepatriateAfter_SaysWhatIsWrong(string text, string expected)
    {
        var error = Read.Error($"{{apiVersion: burst.dev/v1, kind: BurstPolicy, metadata: {{name: p}}, spec: {{mode: overflow, repatriateAfter: {text}}}}}");

        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PolicyNever_MayHaveNoTiers()
    {
        var policy = Read.One<BurstPolicy>("{apiVersion: burst.dev/v1, kind: BurstPolicy, metadata: {name: p}, spec: {mode: never, tiers: []}}");

        Assert.Empty(policy.Tiers);
        Assert.Null(policy.MaxPods);
        Assert.Null(policy.MaxSpendPerHour);
        Assert.Equal(TimeSpan.Zero, policy.After);
    }
}
