using Burst.Core.Objects;

namespace Burst.Manifests.Tests.Reading;

public class NamespaceWeightTests
{
    [Theory]
    [InlineData("", 1)]
    [InlineData(", annotations: {burst.dev/weight: '3'}", 3)]
    [InlineData(", annotations: {burst.dev/weight: '1000000'}", 1_000_000)]
    public void Weight_IsReadFromTheAnnotation_AndIsOneWithout(string annotations, int weight) =>
        Assert.Equal(weight, Read.One<Namespace>($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop{annotations}}}").Weight);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1000001")]
    [InlineData("much")]
    public void WhatIsNoWeight_IsRefusedByItsPath(string weight) => Assert.Contains(
        $"metadata.annotations['burst.dev/weight']: must be a whole number from 1 to 1000000, such as \"2\", not \"{weight}\"",
        Read.Error($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop, annotations: {{burst.dev/weight: '{weight}'}}}}"), StringComparison.Ordinal);
}
