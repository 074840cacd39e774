using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Server.Configuration;
using Burst.Testing.Builders;

namespace Burst.Server.Tests.Configuration;

public class AnnotatedConnectionTests
{
    private static readonly (string Key, string Value)[] Recorded =
    [
        ("burst.dev/aci-endpoint", "https://127.0.0.1:28443/"), ("burst.dev/aci-subscription", "5a1f4b2c-9d3e-4f60-8a7b-112233445566"),
        ("burst.dev/aci-resource-group", "burst"), ("burst.dev/aci-ca-pem", "PEM"), ("team", "blue"),
    ];

    [Fact]
    public void NodeOfAnEarlierVersion_GetsItsConnection_AndKeepsOnlyTheAnnotationsOfUsers()
    {
        var commit = AnnotatedConnection.Move(StateOf(Annotated(Recorded)));

        var moved = Assert.IsType<Node>(Assert.IsType<Change.Put>(Assert.Single(commit.Changes)).Object);
        Assert.Equal(new Uri("https://127.0.0.1:28443/"), moved.Aci!.Endpoint);
        Assert.Equal(("burst", "PEM", true), (moved.Aci.ResourceGroup, moved.Aci.CaPem, moved.Aci.IsEmulator));
        Assert.Equal("blue", Assert.Single(moved.Metadata.Annotations).Value);
    }

    [Fact]
    public void NodeWithAConnection_IsLeftAlone_WhateverItsAnnotationsSay()
    {
        var connection = new AciConnection { Endpoint = new Uri("https://management.azure.com/"), Subscription = Guid.NewGuid(), ResourceGroup = "burst" };

        Assert.Empty(AnnotatedConnection.Move(StateOf(Annotated(Recorded) with { Aci = connection })).Changes);
    }

    [Theory]
    [InlineData("burst.dev/aci-endpoint", "http://evil.example/")]
    [InlineData("burst.dev/aci-subscription", "mine")]
    [InlineData("burst.dev/aci-resource-group", "")]
    public void AnnotationsThatNoLongerSayWhere_StopTheStart_AndNameTheNode(string key, string value)
    {
        var broken = Recorded.Select(pair => pair.Key == key ? (key, value) : pair).ToArray();

        var error = Assert.Throws<ConfigException>(() => AnnotatedConnection.Move(StateOf(Annotated(broken))));

        Assert.StartsWith("node aci-1: its annotations", Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    private static ClusterState StateOf(Node node)
    {
        var state = new ClusterState();
        state.Apply(new Change.Put(node));
        return state;
    }

    private static Node Annotated(params (string Key, string Value)[] annotations)
    {
        var node = A.VirtualNode("aci-1");
        return node with { Metadata = node.Metadata with { Annotations = node.Metadata.Annotations.AddRange(annotations.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))) } };
    }
}
