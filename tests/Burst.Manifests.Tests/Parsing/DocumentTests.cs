using System.Diagnostics;
using System.Text;
using Burst.Core.Objects;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Tests.Parsing;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n---\n...\n")]
    public void Read_NoObjects_IsAWarning(string text)
    {
        var result = Read.All(text);

        Assert.Empty(result.Objects);
        Assert.Equal("test.yaml:1:1: there are no objects in this file", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Read_SyntaxErrorInALaterDocument_StillReportsTheEarlierOnes()
    {
        var result = ManifestReader.Read("apiVersion: v1\nkind: Pod\nmetadata: {name: A}\nspec: {}\n---\na: b: c\n", "x.yaml");

        Assert.Equal([3, 4, 6], result.Errors.Select(error => error.Line));
    }

    [Fact]
    public void Read_AnchorsAndMergeKeys_AreExpanded()
    {
        var config = Read.One<ConfigMap>("""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: c
              labels: &labels {app: web, tier: front}
              annotations:
                <<: *labels
                tier: own
            data: *labels
            """);

        Assert.Equal("own", config.Metadata.Annotations["tier"]);
        Assert.Equal("web", config.Metadata.Annotations["app"]);
        Assert.Equal("front", config.Data["tier"]);
    }

    [Fact]
    public void Read_ByteOrderMarkAndWindowsLineEnds_AreAccepted()
    {
        var config = Read.One<ConfigMap>("\uFEFFapiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: c\r\ndata:\r\n  a: |\r\n    x\r\n    y\r\n");

        Assert.Equal("x\ny\n", config.Data["a"]);
    }

    [Fact]
    public void Read_JsonEscapes_AreUnderstood()
    {
        var config = Read.One<ConfigMap>("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"x\/y\u00e9\ud83d\ude00\n\t\"","b":""}}""");

        Assert.Equal("x/yé😀\n\t\"", config.Data["a"]);
        Assert.Equal("", config.Data["b"]);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("12:30")]
    [InlineData("2026-01-01")]
    [InlineData("1_000")]
    [InlineData("1.2.3")]
    [InlineData("!!str 5")]
    [InlineData("\"5\"")]
    [InlineData("'true'")]
    public void Read_WhatYaml12CallsAString_IsAString(string value) =>
        Assert.NotEmpty(Read.One<ConfigMap>($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata:\n  a: {value}\n").Data["a"]);

    [Theory]
    [InlineData("5", "the number 5")]
    [InlineData("-1.5", "the number -1.5")]
    [InlineData("0x1F", "the number 0x1F")]
    [InlineData("0o17", "the number 0o17")]
    [InlineData("1e3", "the number 1e3")]
    [InlineData(".inf", "the number .inf")]
    [InlineData("TRUE", "the boolean TRUE")]
    public void Read_WhatYaml12CallsSomethingElse_IsNotAString(string value, string description)
    {
        var error = Read.Error($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata:\n  a: {value}\n");

        Assert.Equal($"test.yaml:5:6: data.a: must be a string, not {description}; quote it: \"{value}\"", error);
    }

    [Theory]
    [InlineData("0x10")]
    [InlineData("007")]
    [InlineData("99999999999")]
    [InlineData("1e1")]
    public void Read_IntegersInOtherForms_AreRefused(string value) => Assert.Contains(
        "spec.backoffLimit: ",
        Read.Error($$$"""
            apiVersion: batch/v1
            kind: Job
            metadata: {name: j}
            spec:
              backoffLimit: {{{value}}}
              template: {spec: {restartPolicy: Never, containers: [{name: m, image: i, resources: {limits: {cpu: 1, memory: 1Gi} } }] } }
            """));

    [Fact]
    public void Read_TextWithNul_IsRefusedNotCutOff() =>
        Assert.Equal("test.yaml:2:4: control character U+0000 is not allowed; this is not a text file", Read.Error("a: 1\nb: \0\n"));

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\ude00\\ud83d")]
    [InlineData("a\\ud83db")]
    public void Read_HalfASurrogatePair_IsRefused(string escapes) =>
        Assert.StartsWith("test.yaml:1:", Read.Error($"{{\"a\": \"{escapes}\"}}"));

    [Fact]
    public void Read_FileAboveTheSizeLimit_IsRefused() =>
        Assert.Equal("test.yaml:1:1: the file is larger than 4 MiB; split it", Read.Error(new string('#', ParseLimits.BytesMax + 1)));

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("&a ")]
    [InlineData("!a ")]
    [InlineData("\"")]
    [InlineData("- a\n")]
    [InlineData("[],")]
    [InlineData("a\n")]
    [InlineData("---\n")]
    [InlineData("--- a\n")]
    [InlineData("k: 1\n")]
    [InlineData("\n\n")]
    [InlineData("# a\n")]
    [InlineData("%a b\n")]
    public void Read_HostileTextAsLargeAsAllowed_EndsSoon(string pattern)
    {
        var text = new StringBuilder().Insert(0, pattern, ParseLimits.BytesMax / pattern.Length).ToString();
        var clock = Stopwatch.StartNew();

        var result = ManifestReader.Read(text, "test.yaml");

        Assert.InRange(result.Errors.Length + result.Warnings.Length, 1, 2 * 101);
        Assert.Empty(result.Objects);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Read_ManyUnknownFields_EndsSoon()
    {
        var fields = string.Concat(Enumerable.Range(0, 60_000).Select(index => $"  imagePullPolcy{index}: 1\n"));
        var clock = Stopwatch.StartNew();

        var result = ManifestReader.Read($"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n{fields}", "test.yaml");

        Assert.Equal(101, result.Errors.Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Read_DepthWithinTheLimit_IsReadAndAboveIsNot()
    {
        var within = ManifestReader.Read(Nested(ParseLimits.DepthMax - 1), "x");
        var above = ManifestReader.Read(Nested(ParseLimits.DepthMax), "x");

        Assert.DoesNotContain("nested", Assert.Single(within.Errors).Message);
        Assert.Equal("nested deeper than 64 levels", Assert.Single(above.Errors).Message);

        static string Nested(int levels) => new string('[', levels) + "x" + new string(']', levels);
    }

    [Fact]
    public void Read_MoreErrorsThanAnyoneReads_AreCutWithANote()
    {
        var lines = string.Concat(Enumerable.Range(0, 150).Select(index => $"  k{index}: {index}\n"));

        var result = ManifestReader.Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata:\n{lines}", "x");

        Assert.Equal(101, result.Errors.Length);
        Assert.Equal("there are more than 100 errors; the rest are not listed", result.Errors[^1].Message);
    }

    [Fact]
    public void Read_SelfReferencingAlias_IsRefused() =>
        Assert.Contains("has no anchor", Read.Error("a: &a\n  b: *a\n"));
}
